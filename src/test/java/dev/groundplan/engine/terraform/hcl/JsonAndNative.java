package dev.groundplan.engine.terraform.hcl;

/** The same module in both syntaxes of Terraform. */
final class JsonAndNative {
    static final String NATIVE =
            """
            variable "name" {
              type        = string
              description = "A $name."
              validation {
                condition     = can(regex("^[a-z]+$", var.name))
                error_message = "Letters only."
              }
            }
            variable "sizes" {
              type    = map(object({ cpu = number, gpu = optional(bool, false) }))
              default = { small = { cpu = 1 } }
              validation {
                condition     = length(var.sizes) > 0
                error_message = "At least one."
              }
              validation {
                condition     = alltrue([for s in var.sizes : s.cpu >= 1])
                error_message = "One at least."
              }
            }
            variable "secret" {
              type      = string
              sensitive = true
            }
            variable "anything" {
              default = [1, -2.5, true, null, { a = "$${b}" }]
            }
            output "url" {
              description = "Where"
              value       = "https://${var.name}"
            }
            output "key" {
              value     = var.secret
              sensitive = true
            }
            """;

    static final String JSON =
            """
            {
              "//": "a comment",
              "variable": [
                {
                  "name": {
                    "//": "another",
                    "type": "string",
                    "description": "A $name.",
                    "validation": {
                      "condition": "${can(regex(\\"^[a-z]+$\\", var.name))}",
                      "error_message": "Letters only."
                    }
                  }
                },
                {
                  "sizes": [
                    {
                      "type": "map(object({ cpu = number, gpu = optional(bool, false) }))",
                      "default": { "small": { "cpu": 1 } },
                      "validation": [
                        { "condition": "${length(var.sizes) > 0}", "error_message": "At least one." },
                        { "condition": "${alltrue([for s in var.sizes : s.cpu >= 1])}", "error_message": "One at least." }
                      ]
                    }
                  ],
                  "secret": { "type": "${string}", "sensitive": true },
                  "anything": { "default": [1, -2.5, true, null, { "a": "${b}" }] }
                }
              ],
              "output": {
                "url": { "description": "Where", "value": "https://${var.name}" },
                "key": { "value": "${var.secret}", "sensitive": true }
              },
              "resource": { "terraform_data": { "x": { "input": 1 } } }
            }
            """;

    private JsonAndNative() {}
}
