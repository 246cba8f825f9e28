"""People who meet more than once: dates, agendas, who came."""
