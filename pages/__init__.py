"""One thin file per page: ask a question, draw the answer. The first screens come with their own issues."""
