# Takes away what the module motd made.
#
# @param folder Where the files are.
class leave(String[1] $folder) {
  file { "${folder}/motd":
    ensure => absent,
    force  => true,
  }
}

include leave
