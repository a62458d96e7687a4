# Guoban as an image: the source and its packages can be read and not written; everything that changes lies in /data.
#
#   docker build -t guoban .
#
# docs/deployment.md says how it is started, how the first administrator is made, and what stands in front of it.

FROM python:3.11.14-slim-bookworm AS made
WORKDIR /app
COPY requirements.txt constraints.txt start.py ./
COPY guoban/__init__.py guoban/errors.py guoban/place.py guoban/
COPY guoban/start guoban/start
COPY guoban/text guoban/text
# the packages first: this layer stays as it is while requirements.txt does
RUN python start.py setup
COPY . .
# nobody can write compiled modules later
RUN .venv/bin/python -m compileall -q guoban etl pages app.py

FROM python:3.11.14-slim-bookworm
RUN groupadd --gid 10001 guoban \
    && useradd --uid 10001 --gid guoban --no-create-home --home-dir /tmp --shell /usr/sbin/nologin guoban \
    && install --directory --owner=guoban --group=guoban --mode=0750 /data
COPY --from=made /app /app
WORKDIR /app
ENV GUOBAN_DATA=/data HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER guoban
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["/app/.venv/bin/python", "-m", "guoban.start.healthy"]
# the exec form: signals reach start.py, which stops the server and waits for it
ENTRYPOINT ["/app/.venv/bin/python", "start.py", "--no-browser", "--host", "0.0.0.0"]
