"""Authoring: question sets, and the teacher's view of articles and questions."""
