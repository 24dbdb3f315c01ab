variable "x" {
}
}
