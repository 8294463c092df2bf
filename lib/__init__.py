"""The dashboard's rooms, in order: a module imports only from modules above it.

A test holds the code to this list.
"""

LAYERS = (
    "catalogue",  # the words of one language, with an operator's own in them
    "language",  # every word the reader sees, and how numbers are written
    "problems",  # what is wrong with a file, said so that it can be mended
    "address",  # where the activities are
    "spelling",  # words without what spellings differ in
    "word_bits",  # words of activities as bits, by which a search reads few texts
    "vocabulary",  # the codes that are the tool's own
    "indicators",  # the numbers that can be mapped, ranked and downloaded
    "shapes",  # the ways to draw an indicator on the map, and which one suits it
    "config",  # what is this dashboard's and not the tool's
    "settings",  # how the server behaves
    "signed_in",  # who a trusted proxy says has signed in
    "provenance",  # where the files behind the data come from
    "schema",  # what each column of the data files means and may hold
    "tables",  # CSV files as text, each row with its line
    "cells",  # what a single cell may hold
    "checks",  # every problem of the activities, at once
    "exchange",  # amounts in the operator's currency
    "places",  # the municipalities: read and checked
    "known",  # what the data knows at all
    "activities",  # the register of activities: read, checked, typed
    "participation",  # who took part, and how sure we are
    "rounding",  # inhabitants by community, so that small counts cannot be computed
    "protection",  # small counts of people are withheld, before anything is added up
    "hxl",  # what columns are called by everyone: hashtags, out and in
    "search",  # the words that each activity is found by
    "relations",  # the activities as the tables that an engine is asked about
    "register",  # all of them, piece by piece: read, checked, protected, made into those tables
    "engine",  # asks the engine that holds the data: DuckDB, PostgreSQL or Spark
    "origins",  # where the activities are kept: watched, and published for the engine there
    "store",  # opens the data, or says everything that is wrong with it
    "watched",  # whether anything that the data is made of has changed
    "versions",  # which version of the data is shown
    "kinds",  # the kinds of parameters: each reads and writes itself
    "kept",  # a second selection inside the link of the first
    "parameters",  # the ways to narrow the activities, and what is shown of them
    "selection",  # a value for each of them: it reads and writes itself as a link
    "parts",  # what a reader points at: a municipality, a column, or a cell
    "summaries",  # activities in, an indicator by municipality out
    "options",  # how much each option of a filter holds
    "counts",  # how much is shown, and what of it the map cannot show
    "communities",  # who took part, by community, sex and age
    "timeline",  # activities, people and money by year and quarter
    "compare",  # municipalities, or two selections, side by side
    "pairs",  # pairs of selections to begin with, from what the data holds
    "profile",  # one municipality beside the others
    "outlines",  # shapes as a small drawing
    "coverage",  # who is reached and who is not: a matrix, its gaps, need against effort
    "totals",  # published totals, and how much of each the rows account for
    "tiles",  # every municipality as a tile of one size, roughly in its place
    "circles",  # circles whose area stands for a number
    "names",  # what to call what the data knows by code
    "classes",  # numbers in, classes of a choropleth out
    "offered",  # the values that each parameter of a link may take
    "values",  # values of indicators and of classes in words
    "bars",  # small tables with bars: people, periods, places, two selections
    "shading",  # how the numbers of a view are cut into classes
    "grid",  # the matrix in the order in which it is drawn
    "said",  # what is said of a whole view
    "listed",  # the activities as the rows of a list
    "figures",  # the figures of one activity in words
    "described",  # all that is known of one activity, in words
    "publishing",  # new versions: set against the present one, published whole, kept, written down
    "maps",  # shapes in, a Folium map out
    "map_files",  # what the map's frame loads: scripts and styles, named after what they hold
    "painted",  # what the browser is told to paint: classes, circles, years
    "charts",  # a small table in, an Altair chart out
    "exports",  # a selection in, a file out
    "ahead",  # the map of a selection by itself: for its page, or before it
    "pieces",  # long files, written without being held whole
    "by_municipality",  # the municipalities as rows of a file, with what is said of them
    "vega",  # descriptions of charts in, SVG or PNG out
    "pictures",  # any map or chart to take away, drawn as SVG or PNG
    "companions",  # what goes with the rows in a file: filters, dictionary, sources
    "iati",  # activities as the International Aid Transparency Initiative writes them
    "workbook",  # all of these as sheets of a spreadsheet
    "geofiles",  # and on the ground, for a GIS
    "report",  # a selection in, a report to hand on out
    "api",  # the same files over HTTP, by the same links
    "server",  # what holds for every answer of the server: headers, limits, logs, figures
    "intake",  # a reader's own file: read, understood, checked, and shown to nobody else
    "ui",  # the only room that talks to Streamlit
    "check",  # the same checks on the command line
    "publish",  # publishes data on the command line
)
