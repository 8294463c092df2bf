"""What changed, and when?"""

from lib import ui

page = ui.open_page("changes")
ui.show_title(page)
ui.show_versions(page)
ui.show_changes(page)
