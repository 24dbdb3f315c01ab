# @summary The configuration of a service that shows a notice.
#
# @param message What everybody is told.
# @param folder Where the files go.
# @param token Whoever changes the notice through the service needs it.
# @param level How the notice looks.
# @param contacts Addresses that the notice names.
# @param service What the service is called.
# @param port Where the service listens.
# @param refresh Seconds between two looks at the notice.
class motd (
  String[1, 400]                                $message,
  String[1]                                     $folder,
  Sensitive[String[8, 100]]                     $token,
  Enum['info', 'warning', 'outage']             $level    = 'info',
  Array[Pattern[/\A[^@\s]+@[^@\s]+\z/], 0, 10]  $contacts = [],
  Pattern[/\A[a-z][a-z0-9-]{0,30}\z/]           $service  = 'notice',
  Integer[1024, 65535]                          $port     = 8080,
  Integer[5, 3600]                              $refresh  = 60,
) {
  $place = "${folder}/motd"
  $values = {
    'message'  => $message,
    'level'    => $level,
    'contacts' => $contacts,
    'service'  => $service,
    'port'     => $port,
    'refresh'  => $refresh,
  }

  file { $place:
    ensure => directory,
    mode   => '0755',
  }

  file { default:
      ensure => file,
      mode   => '0644',
      ;
    "${place}/motd":
      content => epp('motd/motd.epp', $values),
      ;
    "${place}/index.html":
      content => epp('motd/index.html.epp', $values),
      ;
    "${place}/style.css":
      source => 'puppet:///modules/motd/style.css',
      ;
    "${place}/${service}.service":
      content => epp('motd/unit.epp', $values),
      ;
    "${place}/${service}.conf":
      mode    => '0600',
      content => Sensitive(epp('motd/conf.epp', $values + { 'token' => $token.unwrap })),
      ;
  }

  groundplan_output {
    'page':    value => "${place}/index.html";
    'address': value => "http://localhost:${port}/";
  }
}
