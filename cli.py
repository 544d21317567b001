"""Run handouts from a checkout: python cli.py --help."""

from handouts.cli.door import main

if __name__ == "__main__":
    main()
