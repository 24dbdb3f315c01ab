/**
 * Terraform and OpenTofu: plan file, JSON event stream and plan JSON as their documentation
 * describes them (developer.hashicorp.com/terraform/internals/json-format and machine-readable-ui).
 */
@NullMarked
package dev.groundplan.engine.terraform;

import org.jspecify.annotations.NullMarked;
