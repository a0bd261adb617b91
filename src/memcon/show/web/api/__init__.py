"""To give programs what pages give people: the pages as data, described in OpenAPI, a feed and a calendar."""
