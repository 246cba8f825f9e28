"""How other systems talk with the platform: tokens, the API, webhooks, provisioning."""
