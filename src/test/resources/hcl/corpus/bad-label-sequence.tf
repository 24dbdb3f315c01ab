variable "x${1}" {}
