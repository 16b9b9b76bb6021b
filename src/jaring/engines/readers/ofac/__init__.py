"""The US Treasury's lists of designated persons: SDN, ALT and ADD as the Treasury publishes them.

Public format: no header, `-0-` for an empty field, a last line that may be a lone 0x1A. Birth dates,
passports, nationalities and links hide in a remarks column of free text, which `remarks` takes apart.
"""

from jaring.engines.readers.ofac.entries import read_ofac

__all__ = ["read_ofac"]
