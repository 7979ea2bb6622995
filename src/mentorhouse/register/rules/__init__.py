"""Judgements on the register: admission (`admission`), standing (`standing`), renewal (`renewal`).

They know plain values and no database; every refusal says what is missing and where to do it.
"""
