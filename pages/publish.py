"""What is new, what does it change, and shall it be shown?"""

from lib import ui

page = ui.open_page("publish")
ui.show_title(page)
publisher = ui.ask_publisher(page)
if publisher:
    ui.ask_new_data(page, publisher)
    ui.ask_version(page, publisher)
    ui.show_log(page)
