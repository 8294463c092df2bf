"""When did it happen, and how much?"""

from lib import counts, options, ui

page = ui.open_page("timeline")
ui.show_title(page)
ui.show_counts(page, counts.overview(page.data, page.selection))
ui.ask_step(page)
ui.show_periods(page)
ui.show_downloads(page)
ui.ask_filters(page, options.option_counts(page.data, page.selection))
