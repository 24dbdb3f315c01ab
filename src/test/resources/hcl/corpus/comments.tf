# variable "commented" {}
// variable "commented_too" {}
/* variable "block" {
   } */
variable "real" { # trailing
  type = string // the type
  /* inline */ default = /* here as well */ "x" /* and
  over lines */
  description = "with # hash" # and a comment
}
/**/ variable "second" { default = 1 } # end
variable "third" {
  default = [ # in a list
    1, // one
    /* two */ 2,
    # nothing
  ]
}
#
