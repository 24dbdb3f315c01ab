variable "network" {
  type = object({
    # the address range
    cidr = string // required
    /* the zones */
    zones = optional(list(string), [
      "a", # first
      "b",
    ])
  })
}
