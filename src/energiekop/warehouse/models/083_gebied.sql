-- One row per gebied: a named union of buurten from areas.toml.
select gebied_code, gebied_name from gebied_name
