"""Version 3 of the tables: tasks and their proofs, activities, and the plain registers."""

THIRD = """
CREATE INDEX appeal_step_by_stage ON appeal_step (stage);
"""
