"""What sets these municipalities apart?"""

from lib import counts, ui

page = ui.open_page("compare")
ui.show_title(page)
ui.show_counts(page, counts.overview(page.data, page.selection))
chosen = ui.ask_compared(page)
if len(chosen) > 1:
    ui.show_compared(page, chosen)
ui.show_downloads(page)
ui.ask_filters(page, counts.option_counts(page.data, page.selection))
