"""Is my own file right, and what does it look like here?"""

from lib import ui

page = ui.open_page("check")
ui.show_title(page)
sheet = ui.ask_file(page)
if sheet:
    judged = ui.ask_columns(page, sheet)
    ui.show_findings(page, judged)
    ui.ask_preview(page, judged)
