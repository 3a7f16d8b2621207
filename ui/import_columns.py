"""How the columns of the Data page's tables read."""

COUNTS = {
    "rows": "Rows",
    "read": "Read",
    "new": "New",
    "changed": "Changed",
    "unchanged": "Unchanged",
    "set_aside": "Set aside",
    "rejected": "Rejected",
    "line": "Line",
}
DAYS = {"first_day": "From", "last_day": "Until", "data_through": "Data through"}
MOMENTS = {"published_at": "Published"}
TEXTS = {"recognized_as": "Recognized as", "standing": "State"}
