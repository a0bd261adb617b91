"""To run the command line as `python -m memcon`."""

from memcon.show.cli import main

if __name__ == "__main__":
    main()
