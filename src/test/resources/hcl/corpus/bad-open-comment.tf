variable "x" {}
/* never closed
