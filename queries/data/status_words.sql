-- Which status words does the export use, and what were they taken for?
-- One row per word and status. An empty word is a session nobody marked.
select
    word,
    status::varchar as status,
    sessions
from status_words
order by sessions desc, word asc, status asc
