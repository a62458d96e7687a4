"""English words that the framework shows by itself, and cannot be told otherwise (Streamlit 1.67).

Every one is looked for in the installed framework by a test, so that a new version that changes one is noticed.
"""

from typing import NamedTuple

from guoban.text import mark

WORDS = (
    # the frame of a page
    mark("Skip to main content"),
    mark("Main menu"),
    mark("Collapse sidebar"),
    mark("Expand sidebar"),
    mark("Sidebar"),
    mark("App pages"),
    mark("Navigate to home page"),
    mark("View less"),
    mark("Link to heading"),
    mark("Page not found"),
    mark("The page that you have requested does not seem to exist"),
    mark("Notifications"),
    mark("Close"),
    mark("Cancel"),
    mark("Copy"),
    mark("Open"),
    mark("Print"),
    mark("Rerun"),
    mark("Settings"),
    mark("About"),
    mark("Record a screencast"),
    mark("Clear cache"),
    # what goes on
    mark("Running..."),
    mark("Stopping..."),
    mark("Stop"),
    mark("Loading..."),
    mark("Please wait..."),
    mark("Connecting"),
    mark("Connection error"),
    mark("Connecting to Streamlit server"),
    mark("Connection timed out."),
    mark("Connection lost. Please wait for the app to reconnect, then try again."),
    mark("Reconnected to server."),
    mark("Unable to connect to Streamlit server"),
    mark("Streamlit server is not responding. Are you connected to the internet?"),
    mark("Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:"),
    mark("Network error"),
    mark("Network issue"),
    mark("Request timed out"),
    mark("Try again"),
    mark("Unknown error"),
    mark("Script execution error"),
    mark("Dismiss"),
    # choosing files
    mark("file upload"),
    mark("Error:"),
    mark("Upload"),
    mark("Add files"),
    mark("Drag and drop a file here"),
    mark("Drag and drop files here"),
    mark("Click to retry upload"),
    mark("Upload failed"),
    mark("Error uploading file"),
    mark("Only one file is allowed."),
    mark("Too many files"),
    mark("File size is too small."),
    mark("Unexpected error. Please try again."),
    # choosing from lists
    mark("Choose an option"),
    mark("Choose options"),
    mark("Select..."),
    mark("Select all"),
    mark("Selected values"),
    mark("Selectbox options"),
    mark("Multiselect options"),
    mark("No results"),
    mark("No options"),
    mark("Clear value"),
    mark("Clear all"),
    mark("Clear selection"),
    # figures and tables
    mark("Fullscreen"),
    mark("Close fullscreen"),
    mark("Download as CSV"),
    mark("Download as PNG"),
    mark("Show data"),
    mark("Show chart"),
    mark("Search"),
    mark("Type to search"),
    mark("Close Search"),
    mark("Next Result"),
    mark("Previous Result"),
    mark("Show/hide columns"),
    mark("Dataframe column menu"),
    mark("Sort ascending"),
    mark("Sort descending"),
    mark("Autosize"),
    mark("Pin column"),
    mark("Unpin column"),
    mark("Hide column"),
    mark("Copy column name"),
    mark("Add row"),
    mark("Delete row(s)"),
    mark("No data"),
    mark("Format"),
    mark("Statistics"),
    mark("number"),
    mark("text"),
    mark("date"),
    mark("datetime"),
    mark("checkbox"),
    # the bar over a chart
    mark("Download plot as a PNG"),
    mark("Zoom"),
    mark("Zoom in"),
    mark("Zoom out"),
    mark("Pan"),
    mark("Box Select"),
    mark("Lasso Select"),
    mark("Autoscale"),
    mark("Reset axes"),
    mark("Produced with Plotly.js"),
    # dates, numbers and text
    mark("Increment"),
    mark("Decrement"),
    mark("Next month"),
    mark("Previous month"),
    mark("Choose date"),
    mark("Choose date range"),
    mark("Use arrow keys to navigate dates. Enter to select. Escape to close."),
    mark("Copy to clipboard"),
)


class Pattern(NamedTuple):
    """Words with something in between.

    expression: a regular expression that JavaScript and Python read alike.
    said: what to say, $1 for what stands in between.
    written: what stands of it in the framework's own script.
    """

    expression: str
    said: str
    written: str


PATTERNS = (
    Pattern(r"^([\d.]+[KMG]B) per file$", mark("$1 per file"), "} per file`"),
    Pattern(r"^File must be ([\d.]+[KMG]B) or smaller\.$", mark("File must be $1 or smaller."), "} or smaller.`"),
    Pattern(r"^(.+) files are not allowed\.$", mark("$1 files are not allowed."), "} files are not allowed.`"),
    Pattern(r"^Remove (.+)$", mark("Remove $1"), "`Remove ${"),
    Pattern(r"^View (\d+) more$", mark("View $1 more"), "`View ${"),
    Pattern(r"^Choose date, (.+)$", mark("Choose date, $1"), "`Choose date`"),
    Pattern(r"^Selected Date: .+$", mark("A date is selected"), "Selected Date"),
    Pattern(r"^(\d+) options? available\.$", mark("$1 options available."), "countAnnouncement:("),
    Pattern(r"^Press Enter to (?:apply|submit form)$", mark("Press Enter to apply"), "`Press Enter to ${"),
)
