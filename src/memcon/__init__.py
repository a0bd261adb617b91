"""To turn a pile of press reports into a record of diplomatic engagement."""
