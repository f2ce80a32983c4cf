"""What differs by issuing body: masthead, family of symbols, wording of sessions."""
