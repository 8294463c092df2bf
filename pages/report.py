"""What can be handed to others, on paper or by mail?"""

from lib import counts, options, ui

page = ui.open_page("report")
ui.show_title(page)
ui.show_counts(page, counts.overview(page.data, page.selection))
ui.ask_indicator(page)
ui.show_report(page)
ui.ask_filters(page, options.option_counts(page.data, page.selection))
