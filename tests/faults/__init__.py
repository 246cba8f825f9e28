"""What happens when a part falls away: the database, a web process, the mail server, the jobs."""
