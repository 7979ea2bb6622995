"""Governance: plan, steering group, champion, stakeholders, risks, health check, needs."""
