# The few commands of development. `just` alone lists them; CONTRIBUTING.md says how to set up.

bin := if os_family() == "windows" { ".venv/Scripts" } else { ".venv/bin" }
python := bin / "python"

[private]
default:
    @just --list

# Run all tests, or some: just test tests/roster -k dates
test *arguments:
    {{ python }} -m pytest --quiet {{ arguments }}

# Lint, format, types, floors: what must hold before a commit
check:
    {{ bin }}/ruff check .
    {{ bin }}/ruff format --check .
    {{ bin }}/mypy
    {{ bin }}/lint-imports

# Mend what ruff can mend
mend:
    {{ bin }}/ruff check --fix .
    {{ bin }}/ruff format .

# Renew generated files after a change of content, layouts, records or options (a minute or two)
build:
    {{ python }} tools/build_schemas.py
    {{ python }} tools/build_help.py
    {{ python }} tools/build_icc.py
    {{ python }} tools/build_pictures.py
    {{ python }} tools/build_compiled.py
    {{ python }} tools/build_library_page.py
    {{ python }} tools/build_gallery.py

# Renew the fonts; fetches their sources with npm
build-fonts:
    {{ python }} tools/build_fonts.py

# Render every page of a layout to pictures in look/: just look compact lung
look layout="guide" cancer="breast" *options:
    mkdir -p look
    {{ python }} cli.py make {{ cancer }} --layout {{ layout }} {{ options }} -o look/{{ layout }}.pdf
    {{ bin }}/pypdfium2 render look/{{ layout }}.pdf -o look --format png --scale 1.5

# Lock dependencies again, with their hashes
lock:
    python3.11 tools/build_lock.py
