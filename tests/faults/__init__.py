"""What is saved stays saved, whatever breaks: with the real server on both databases.

The rows of docs/safety.md that these tests show, each beside a control that must fail:

* A1, B2: the server killed in mid-save (`test_killed`), and at each statement (`test_each_step`).
* B1: writers that wait for their turn (`test_locks`).
* B3: PostgreSQL restarted and killed (`test_postgres_down`).
* B4: a full disk (`test_disk_full`).
* B8: no word given before the disk has it (`test_synced`).

`QUIZAPP_KILLS` says how often the server is killed: 20 times unless it says otherwise.
"""
