"""What can be put right by the clerk, and how a cancelled job says so."""


class Problem(Exception):
    """Something the clerk can put right: one plain Chinese sentence.

    The sentence says what happened, what is safe and what to do. Window and command line
    show it as it is; anything that is not a Problem is a fault of ours and is logged.
    """

    def __init__(self, sentence: str, *, code: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


class Cancelled(Exception):
    """The clerk pressed 取消; nothing was written."""
