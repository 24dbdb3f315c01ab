/**
 * Reads what a Terraform module declares, without Terraform: variables, outputs, and what the
 * portal refuses.
 */
@NullMarked
package dev.groundplan.engine.terraform.hcl;

import org.jspecify.annotations.NullMarked;
