"""How figures leave: slides, documents, workbooks, made from frames and never from the store."""
