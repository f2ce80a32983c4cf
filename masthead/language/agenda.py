"""Agendas and lists of documents in a language, as data."""

from masthead.data import Data


class AgendaWords(Data):
    """What stands over the columns of a list of documents."""

    symbol: str
    item: str
    title: str
