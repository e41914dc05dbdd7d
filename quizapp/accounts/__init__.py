"""Accounts: people, how they sign in, and the first teacher."""
