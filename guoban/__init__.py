"""过半 Guoban: time is half gone, are the tasks half done?"""

__version__ = "0.1.0"
