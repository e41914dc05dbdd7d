"""quizapp: reading-comprehension quizzes that know where in the passage every answer stands."""
