"""Units whose rows may come from a file beside the paper."""

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from masthead.paper.files import FileName, read_name
from masthead.paper.unit import NestedBody


class DataName(FileName):
    """The name of a data file, or of a column in it.

    What is in the file is taken into the paper, so a source that travels need not name it.
    """

    __slots__ = ()


def _read_data_name(value: object) -> DataName:
    name = read_name(value)
    return DataName(str(name), name.place)


DataFile = Annotated[DataName, PlainValidator(_read_data_name), WithJsonSchema({"type": "string"})]
"""The name of a CSV file, from the folder of the paper on; or of one of its columns."""


class DataBody(NestedBody):
    """A body with columns and rows that a CSV file may hold: ``data`` names it.

    The file is read before the paper is made of its source, so they are there in any case.
    """

    if TYPE_CHECKING:
        data: DataFile | None = None
        columns: Any

    def shorten(self, written: dict[str, Any]) -> Any:
        """Write the name of the file, or else what is in it."""
        if self.data is not None and written["data"]:
            written.pop("rows", None)
            if self.columns and self.columns[0].place.file != self.place.file:
                written.pop("columns", None)
        elif self.data is not None:
            del written["data"]
        return super().shorten(written)
