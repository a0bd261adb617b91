"""To fetch feeds and the pages they name, politely and safely, and to let a record grow by them."""
