"""Where do the numbers come from, and what do they mean?"""

from lib import ui

page = ui.open_page("methods")
ui.show_title(page)
ui.show_methods(page)
ui.show_published_totals(page)
