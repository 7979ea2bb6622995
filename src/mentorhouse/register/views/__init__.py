"""Pages of the register: for co-ordinators (`keeping`), and for each mentor (`own`)."""
