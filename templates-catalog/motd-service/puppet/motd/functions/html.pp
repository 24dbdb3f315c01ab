# A text that shows itself on a page, whatever it holds.
function motd::html(String $text) >> String {
  $text
  .regsubst('&', '&amp;', 'G')
  .regsubst('<', '&lt;', 'G')
  .regsubst('>', '&gt;', 'G')
  .regsubst('"', '&quot;', 'G')
}
