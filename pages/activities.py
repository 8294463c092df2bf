"""Which activities are these, and what do their sources say?"""

from lib import counts, listed, options, ui

page = ui.open_page("activities")
shown = counts.overview(page.data, page.selection)
ui.show_title(page)
ui.show_counts(page, shown)
ui.show_activities(page, listed.newest(page.data, page.selection), shown.shown)
ui.show_activity(page)
ui.show_downloads(page)
ui.ask_filters(page, options.option_counts(page.data, page.selection))
