// libyaml, the YAML parser of Debian.
#include <yaml.h>
