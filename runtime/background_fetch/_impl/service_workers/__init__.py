"""The life of service workers: registrations, jobs, installation, activation, events."""
