"""Run handouts from a checkout: python cli.py --help."""

from handouts.cli.entry_point import main

if __name__ == "__main__":
    main()
