"""The failures that tasks may raise."""


class AirflowException(Exception):
    """The task is tried again."""


class AirflowFailException(AirflowException):
    """It isn't."""
